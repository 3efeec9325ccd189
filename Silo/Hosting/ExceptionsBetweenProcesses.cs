using Orleans.Serialization;

namespace Marquee.Silo.Hosting;

/// <summary>
/// Which exceptions a caller in another process sees as what they are. All others become a complaint of the serializer, from which nobody
/// can tell an outage from a bug.
/// </summary>
internal static class ExceptionsBetweenProcesses
{
    public static IServiceCollection AddExceptionsBetweenProcesses(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(options =>
        {
            options.SupportedNamespacePrefixes.Add("Npgsql");
            // What Orleans' directory says that has waited for another silo for too long.
            options.SupportedNamespacePrefixes.Add("Polly.Timeout");
            options.SupportedNamespacePrefixes.Add("Marquee");
        });
}
