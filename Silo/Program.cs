using Marquee.Silo.Hosting;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Telemetry;

// "sandbox" runs the payment sandbox alone, as a cluster has it beside its silos.
var sandbox = args is ["sandbox", ..];
return await StartUp.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var database = StartUp.DatabaseOf(builder.Configuration);
    await DatabaseStart.MigrateAsync(builder.Configuration.GetConnectionString(SiloHosting.Migrator) ?? database, TimeProvider.System, CancellationToken.None);

    builder.AddMarqueeTelemetry(sandbox ? "sandbox" : "silo");
    builder.Services.AddSingleton<Readiness>();
    if (sandbox)
    {
        builder.Services.AddAppDatabase(database);
        builder.Services.AddSandboxService(builder.Configuration);
    }
    else
    {
        await builder.AddClusteredSiloAsync(database);
    }

    await using var app = builder.Build();
    app.MapReadiness();
    app.MapPrometheusScrapingEndpoint();
    if (sandbox) app.MapSandboxProvider();
    await app.StartAsync();
    if (!sandbox)
    {
        var demo = builder.Configuration.GetValue($"{SingleOptions.Section}:{nameof(SingleOptions.Demo)}", false);
        await app.Services.GetRequiredService<FirstStart>().RunAsync(demo, Console.WriteLine, app.Lifetime.ApplicationStopping);
    }

    app.Services.GetRequiredService<Readiness>().Begin();
    await app.WaitForShutdownAsync();
});
