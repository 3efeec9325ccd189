using Marquee.Api;
using Marquee.Silo.Hosting;
using Marquee.Silo.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddMarqueeTelemetry("api");
builder.AddMarqueeApi();

if (builder.Configuration.GetValue<bool>("Marquee:Single"))
{
    return await SingleProcess.RunAsync(builder, app =>
    {
        app.MapMarqueeApi();
        app.MapPrometheusScrapingEndpoint();
    });
}

builder.AddClusterClient(builder.Configuration.GetConnectionString(SiloHosting.Database)
    ?? throw new StartException($"ConnectionStrings:{SiloHosting.Database} is not configured."));
var app = builder.Build();
app.MapMarqueeApi();
app.MapPrometheusScrapingEndpoint();
await app.RunAsync();
return 0;
