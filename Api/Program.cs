using Marquee.Api;
using Marquee.Silo.Hosting;
using Marquee.Silo.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddMarqueeTelemetry("api");
if (builder.Configuration.GetValue<bool>("Marquee:Single"))
    return await SingleProcess.RunAsync(builder, MarqueeApi.AddMarqueeApi, Map);

builder.AddClusterClient(builder.Configuration.GetConnectionString(SiloHosting.Database)
    ?? throw new StartException($"ConnectionStrings:{SiloHosting.Database} is not configured."));
builder.AddMarqueeApi();
var app = builder.Build();
Map(app);
await app.RunAsync();
return 0;

static void Map(WebApplication app)
{
    app.MapMarqueeApi();
    app.MapPrometheusScrapingEndpoint();
}
