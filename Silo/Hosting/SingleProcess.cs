using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Marquee.Silo.Notifications;
using Marquee.Silo.Notifications.Channels;
using Marquee.Silo.Payments.Sandbox;

namespace Marquee.Silo.Hosting;

/// <summary>
/// The whole product in one process: database, silo, payment sandbox and whatever the caller maps. Everything it started ends with it.
/// </summary>
public static class SingleProcess
{
    /// <summary>Runs until it is told to stop; see <see cref="StartUp"/> for the exit code.</summary>
    /// <param name="add">Adds services; called after the silo's, so that they start after it.</param>
    public static Task<int> RunAsync(WebApplicationBuilder builder, Action<WebApplicationBuilder> add, Action<WebApplication> map) =>
        StartUp.RunAsync(() => RunOrThrowAsync(builder, add, map));

    private static async Task RunOrThrowAsync(WebApplicationBuilder builder, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var options = builder.Configuration.GetSection(SingleOptions.Section).Get<SingleOptions>() ?? new SingleOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        ThrowIfTaken(options.Port);
        await using var database = await SingleDatabase.OpenAsync(builder.Configuration, options.Data, CancellationToken.None);
        await DatabaseStart.MigrateAsync(database.Migrator, TimeProvider.System, CancellationToken.None);

        await AddSiloAsync(builder, options, database);
        add(builder);
        await using var app = builder.Build();
        map(app);
        app.MapSandboxProvider();
        await app.StartAsync();
        await app.Services.GetRequiredService<FirstStart>().RunAsync(options.Demo, Console.WriteLine, app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync($"Marquee is ready at http://localhost:{options.Port}");
        await app.WaitForShutdownAsync();
    }

    private static async Task AddSiloAsync(WebApplicationBuilder builder, SingleOptions options, SingleDatabase database)
    {
        var url = $"http://localhost:{options.Port}";
        builder.Configuration.AddInMemoryCollection(SandboxSettings(builder.Configuration, url));
        AddFileChannel(builder.Configuration, options.Data);
        builder.WebHost.UseUrls(url);
        if (database.IsPrivate) builder.AddSingleSilo(database.App);
        else await builder.AddLocalClusteredSiloAsync(database.App, options.Data);
        builder.Services.AddSandboxService(builder.Configuration);
    }

    /// <summary>Both sides of the sandbox are in this process, so their secrets need not outlive it.</summary>
    private static Dictionary<string, string?> SandboxSettings(ConfigurationManager configuration, string url)
    {
        var key = RandomNumberGenerator.GetHexString(32);
        var secret = RandomNumberGenerator.GetHexString(64);
        var settings = new Dictionary<string, string?>
        {
            ["Payments:Sandbox:BaseAddress"] = url,
            ["Payments:Sandbox:ApiKey"] = key,
            ["Payments:Sandbox:Service:ApiKey"] = key,
            ["Payments:Sandbox:Service:PublicUrl"] = url,
            ["Payments:Sandbox:Service:WebhookUrl"] = $"{url}/v1/webhooks/payments/sandbox",
            ["Payments:Sandbox:Service:WebhookSecrets:0"] = secret,
            ["Payments:Webhooks:Secrets:0"] = secret,
        };
        return settings.Where(setting => string.IsNullOrEmpty(configuration[setting.Key])).ToDictionary();
    }

    /// <summary>
    /// Nobody has a provider on the first day: what customers are told is kept where it can be looked at. One message at a time: a file waits
    /// for nobody, so more of them at once would only take the processor from those who book.
    /// </summary>
    private static void AddFileChannel(ConfigurationManager configuration, string data)
    {
        const string Folder = $"{FileChannelOptions.Section}:{nameof(FileChannelOptions.Directory)}";
        const string AtOnce = $"{NotificationOptions.Section}:{nameof(NotificationOptions.Concurrency)}";
        if (configuration[Folder] is not null) return;
        configuration[Folder] = Path.Combine(Path.GetFullPath(data), "notifications");
        configuration[AtOnce] ??= "1";
    }

    private static void ThrowIfTaken(int port)
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new StartException($"Port {port} is in use; choose another one with --port.", failure);
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
            {
                throw new StartException($"Port {port} may not be used by this account; choose another one with --port.", failure);
            }
            catch (SocketException)
            {
                // No IPv6 here; the web server finds that out by itself.
            }
        }
    }
}
