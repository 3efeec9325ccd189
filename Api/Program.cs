using Marquee.Api;
using Marquee.Silo.Hosting;
using Marquee.Silo.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddMarqueeTelemetry("api");
if (builder.Configuration.GetValue<bool>("Marquee:Single"))
    return await SingleProcess.RunAsync(builder, MarqueeApi.AddMarqueeApi, Map);

return await StartUp.RunAsync(async () =>
{
    builder.AddClusterClient(StartUp.DatabaseOf(builder.Configuration));
    builder.AddMarqueeApi();
    await using var app = builder.Build();
    Map(app);
    await app.RunAsync();
});

static void Map(WebApplication app)
{
    app.MapMarqueeApi();
    app.MapPrometheusScrapingEndpoint();
}
