using Marquee.Silo.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Kafka;

/// <summary>Settings that cannot work stop the process, in words.</summary>
public sealed class KafkaSettingsTests
{
    private const string Hub = "shows.servicebus.windows.net:9093";

    [Fact]
    public void Without_settings_events_stay_in_the_database() => Assert.Equal(EventTransport.Postgres, Start([]).Transport);

    [Fact]
    public void Brokers_that_let_everybody_in_need_no_more_than_their_addresses() =>
        Assert.Equal("one:9092, two:9092", Start(["Transport=Kafka", "Kafka:BootstrapServers=one:9092, two:9092"]).Kafka.BootstrapServers);

    [Fact]
    public void Event_Hubs_takes_its_connection_string_as_the_password() => Start(
        ["Transport=Kafka", $"Kafka:BootstrapServers={Hub}", "Kafka:Security=SaslSsl", "Kafka:Username=$ConnectionString", "Kafka:Password=Endpoint=sb://shows.servicebus.windows.net/;SharedAccessKey=x"]);

    [Theory]
    [InlineData("BootstrapServers is missing", "Transport=Kafka")]
    [InlineData("'one' is none", "Transport=Kafka", "Kafka:BootstrapServers=one")]
    [InlineData("'kafka://one:9092' is none", "Transport=Kafka", "Kafka:BootstrapServers=kafka://one:9092")]
    [InlineData("'' is none", "Transport=Kafka", "Kafka:BootstrapServers=one:9092,")]
    [InlineData("Username is missing", "Transport=Kafka", "Kafka:BootstrapServers=one:9092", "Kafka:Security=SaslSsl", "Kafka:Password=x")]
    [InlineData("Password is missing", "Transport=Kafka", "Kafka:BootstrapServers=one:9092", "Kafka:Security=SaslPlaintext", "Kafka:Username=x")]
    [InlineData("would not send it", "Transport=Kafka", "Kafka:BootstrapServers=one:9092", "Kafka:Username=x")]
    [InlineData("there is no file", "Transport=Kafka", "Kafka:BootstrapServers=one:9092", "Kafka:Security=Ssl", "Kafka:CaFile=no-such-file.pem")]
    [InlineData("port 9093", "Transport=Kafka", "Kafka:BootstrapServers=shows.servicebus.windows.net:9092")]
    [InlineData("must be SaslSsl for Event Hubs", "Transport=Kafka", $"Kafka:BootstrapServers={Hub}")]
    [InlineData("must be Plain", "Transport=Kafka", $"Kafka:BootstrapServers={Hub}", "Kafka:Security=SaslSsl", "Kafka:Login=ScramSha256", "Kafka:Username=$ConnectionString", "Kafka:Password=Endpoint=sb://x")]
    [InlineData("the text $ConnectionString", "Transport=Kafka", $"Kafka:BootstrapServers={Hub}", "Kafka:Security=SaslSsl", "Kafka:Username=me", "Kafka:Password=Endpoint=sb://x")]
    [InlineData("beginning with Endpoint=sb://", "Transport=Kafka", $"Kafka:BootstrapServers={Hub}", "Kafka:Security=SaslSsl", "Kafka:Username=$ConnectionString", "Kafka:Password=secret")]
    [InlineData("must be Postgres or Kafka", "Transport=7")]
    public void What_cannot_work_is_told(string told, params string[] settings)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Start(settings));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_transport_is_told_by_its_name()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Start(["Transport=Rabbits"]));
        Assert.Contains("'Rabbits' at 'Events:Transport'", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Microsoft.Extensions.Configuration.Binder", refused.Source);
    }

    [Theory]
    [InlineData("Transport=Postgres", "Kafka:BootstrapServers=whatever")]
    public void What_is_not_used_is_not_looked_at(params string[] settings) => Start(settings);

    private static EventsOptions Start(string[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create($"Events:{pair[0]}", (string?)pair[1]))).Build());
        services.AddEventTransport();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider.GetRequiredService<IOptions<EventsOptions>>().Value;
    }
}
