using Marquee.Silo.Hosting;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Polly.Timeout;
using Xunit;

namespace Marquee.Tests.Hosting;

public sealed class ExceptionsBetweenProcessesTests
{
    public static TheoryData<Exception> Outages => [new NpgsqlException("gone"), new StateUnknownException("perhaps"), new TimeoutRejectedException("nobody knows where it is")];

    [Theory]
    [MemberData(nameof(Outages))]
    public void A_caller_in_another_process_sees_what_kind_of_failure_it_is(Exception failure)
    {
        using var services = new ServiceCollection().AddSerializer().AddExceptionsBetweenProcesses().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var seen = serializer.Deserialize<Exception>(serializer.SerializeToArray(failure))!;
        Assert.Equal((failure.GetType(), failure.Message), (seen.GetType(), seen.Message));
    }
}
