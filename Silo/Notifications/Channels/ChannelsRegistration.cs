using System.Text;
using Marquee.Silo.Google;
using Marquee.Silo.Payments;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Makes providers channels of this silo. What cannot work stops it at its start.</summary>
internal static class ChannelsRegistration
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static void AddSmtp(this IServiceCollection services, IConfiguration configuration)
    {
        const string In = SmtpOptions.Section;
        services.AddOptions<SmtpOptions>()
            .Bind(configuration.GetSection(In))
            .Validate(options => options.Port is >= 1 and <= 65535, $"{In}:Port must be 1 to 65535.")
            .Validate(options => MailAddresses.IsOne(options.From), $"{In}:From must be an e-mail address, such as 'Marquee <tickets@example.org>'.")
            .Validate(options => string.IsNullOrEmpty(options.Username) == string.IsNullOrEmpty(options.Password), $"{In}:Username and {In}:Password must both be set, or neither.")
            .Validate(options => options.Security != SmtpSecurity.None || string.IsNullOrEmpty(options.Password), $"{In}:Password would go over the network for all to read: set {In}:Security to StartTls or Tls.")
            .Validate(options => string.IsNullOrEmpty(options.CaFile) || File.Exists(options.CaFile), $"{In}:CaFile names a file that is not there.")
            .ValidateOnStart();
        services.AddChannel(provider => new SmtpSender(provider.GetRequiredService<IOptions<SmtpOptions>>()));
    }

    public static void AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        const string In = TwilioOptions.Section;
        services.AddOptions<TwilioOptions>()
            .Bind(configuration.GetSection(In))
            .Validate(options => options.AccountSid.StartsWith("AC", StringComparison.Ordinal), $"{In}:AccountSid must be the id of a Twilio account, AC....")
            .Validate(options => options.AuthToken.Length > 0, $"{In}:AuthToken must be set.")
            .Validate(options => options.SmsFrom.Length + options.WhatsappFrom.Length > 0, $"{In}:SmsFrom or {In}:WhatsappFrom must say who writes.")
            .Validate(options => PaymentUrls.IsWeb(options.BaseAddress), $"{In}:BaseAddress must be an absolute http(s) URL.")
            .ValidateOnStart();
        services.AddProviderClient(TwilioSender.Name, provider => provider.GetRequiredService<IOptions<TwilioOptions>>().Value.BaseAddress, (provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<TwilioOptions>>().Value;
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        });
    }

    public static void AddFcm(this IServiceCollection services, FcmOptions options)
    {
        // Read now: a key that cannot be used is to be found before anybody waits for a message.
        var account = ServiceAccount.Read(options.KeyFile, $"{FcmOptions.Section}:KeyFile");
        services.AddProviderClient(FcmSender.Name, _ => options.BaseAddress, (_, _) => { });
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FcmTokens>(provider, account));
        services.AddChannel(provider => ActivatorUtilities.CreateInstance<FcmSender>(provider, account));
    }

    private static void AddProviderClient(this IServiceCollection services, string name, Func<IServiceProvider, Uri> address, Action<IServiceProvider, HttpClient> configure) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient((provider, http) =>
            {
                http.BaseAddress = new($"{address(provider).AbsoluteUri.TrimEnd('/')}/");
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = 256 * 1024;
                configure(provider, http);
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.ConnectTimeout = ConnectTimeout;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}

internal static class MailAddresses
{
    public static bool IsOne(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);
}
