using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marquee.Silo.Telemetry;

/// <summary>
/// Metrics for Prometheus at <c>/metrics</c>, and traces and metrics over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.
/// </summary>
public static class TelemetryHosting
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Orleans counts each message at every step of its way through a silo, some sixty times a booking. Sent, refused and late ones are counted
    /// all the same, and how long calls take.
    /// </summary>
    private static readonly string[] StepsOfMessages = ["orleans-directory-lookups-*", "orleans-messaging-processing-*"];

    /// <summary>True where spans go somewhere: only then need calls between grains carry them.</summary>
    internal static bool Exports(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[OtlpEndpoint]);

    public static void AddMarqueeTelemetry(this IHostApplicationBuilder host, string role)
    {
        var exports = Exports(host.Configuration);
        var telemetry = host.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService($"marquee-{role}"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter("Marquee.*", "Microsoft.Orleans", "Npgsql").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
            foreach (var name in StepsOfMessages) metrics.AddView(name, MetricStreamConfiguration.Drop);
            if (exports) metrics.AddOtlpExporter();
        });
        // Nobody pays for spans that nobody reads.
        if (exports) telemetry.WithTracing(traces => traces.AddSource("Marquee.*", "Microsoft.Orleans.*", "Npgsql").AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
