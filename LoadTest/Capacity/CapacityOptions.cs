using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Capacity;

/// <param name="Measure">Measure the costs and check the model, where otherwise it computes.</param>
/// <param name="Count">Operations of each measurement.</param>
/// <param name="Assumptions">Everything that the model is given.</param>
internal sealed record CapacityOptions(bool Measure, int Count, IReadOnlyList<double> Users, Assumptions Assumptions)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static bool TryParse(ReadOnlySpan<string> args, out CapacityOptions options, out string error)
    {
        options = new CapacityOptions(false, 3_000, [10_000, 100_000, 1_000_000, 10_000_000], new Assumptions());
        error = "";
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--measure")
            {
                options = options with { Measure = true };
                continue;
            }

            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[++i];
            switch (args[i - 1])
            {
                case "--count" when IsNumber(value, 100, 100_000, out var count):
                    options = options with { Count = count };
                    break;
                case "--users" when TryParseUsers(value, out var users):
                    options = options with { Users = users };
                    break;
                case "--assume" when TryRead(value, out var assumptions, out error):
                    options = options with { Assumptions = assumptions };
                    break;
                default:
                    return Fail(error.Length > 0 ? error : $"{args[i - 1]} {value} is not understood.", out error);
            }
        }

        return true;
    }

    private static bool TryParseUsers(string text, out double[] users)
    {
        var parts = text.Split(',');
        users = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out users[i]) || users[i] is < 1 or > 1e10) return false;
        return true;
    }

    private static bool TryRead(string file, out Assumptions assumptions, out string error)
    {
        (assumptions, error) = (new Assumptions(), "");
        try
        {
            assumptions = JsonSerializer.Deserialize<Assumptions>(File.ReadAllBytes(file), Strict) ?? assumptions;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            error = $"{file} cannot be read: {failure.Message}";
            return false;
        }
    }
}

/// <summary>What the model is given. In a file for <c>--assume</c> whatever differs from what is assumed otherwise.</summary>
internal sealed record Assumptions
{
    public Behaviour Behaviour { get; init; } = new();

    public Machines Machines { get; init; } = new();

    public Costs Costs { get; init; } = MeasuredCosts.Here;
}
