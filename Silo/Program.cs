using Marquee.Silo.Hosting;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Telemetry;

// "sandbox" runs the payment sandbox alone, as a cluster has it beside its silos.
var sandbox = args is ["sandbox", ..];
var builder = WebApplication.CreateBuilder(args);
var database = builder.Configuration.GetConnectionString(SiloHosting.Database)
    ?? throw new StartException($"ConnectionStrings:{SiloHosting.Database} is not configured.");
await DatabaseStart.MigrateAsync(builder.Configuration.GetConnectionString(SiloHosting.Migrator) ?? database, TimeProvider.System, CancellationToken.None);

builder.AddMarqueeTelemetry(sandbox ? "sandbox" : "silo");
builder.Services.AddHealthChecks();
if (sandbox)
{
    builder.Services.AddAppDatabase(database);
    builder.Services.AddSandboxService(builder.Configuration);
}
else
{
    builder.AddClusteredSilo(database);
}

var app = builder.Build();
app.MapHealthChecks("/health/live");
app.MapPrometheusScrapingEndpoint();
if (sandbox) app.MapSandboxProvider();
await app.StartAsync();
if (!sandbox) await app.Services.GetRequiredService<FirstStart>().RunAsync(builder.Configuration.GetValue("Marquee:Demo", false), Console.WriteLine, app.Lifetime.ApplicationStopping);
await app.WaitForShutdownAsync();
