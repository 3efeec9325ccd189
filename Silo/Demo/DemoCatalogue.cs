using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Silo.Demo;

/// <summary>The films, theaters and halls that a fresh installation can be filled with. Part of the assembly, so always the same.</summary>
internal sealed record DemoCatalogue(
    ImmutableArray<DemoMovie> Movies,
    ImmutableArray<DemoTheater> Theaters,
    ImmutableArray<DemoLayout> Layouts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static DemoCatalogue Read() => new(
        Read<DemoMovie>("movies"),
        Read<DemoTheater>("theaters"),
        Read<DemoLayout>("layouts"));

    public DemoLayout LayoutOf(DemoScreen screen) => Layouts.Single(layout => layout.Slug == screen.Layout);

    private static ImmutableArray<T> Read<T>(string name)
    {
        var resource = $"{typeof(DemoCatalogue).Namespace}.{name}.json";
        using var stream = typeof(DemoCatalogue).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        return JsonSerializer.Deserialize<ImmutableArray<T>>(stream, Json);
    }
}
