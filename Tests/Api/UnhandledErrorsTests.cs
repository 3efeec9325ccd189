using Marquee.Api.Http;
using Marquee.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Runtime;
using Polly.Timeout;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class UnhandledErrorsTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new TimeoutException(), 503 },
        { new SiloUnavailableException("gone"), 503 },
        { new NpgsqlException("gone"), 503 },
        { new StateUnknownException("perhaps"), 503 },
        { new TimeoutRejectedException("nobody knows where it is"), 503 },
        { new InvalidOperationException("a bug"), 500 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task An_outage_says_to_come_back_and_a_bug_does_not(Exception failure, int status)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        Assert.True(await new UnhandledErrors(NullLogger<UnhandledErrors>.Instance).TryHandleAsync(http, failure, CancellationToken.None));
        Assert.Equal((status, status == 503 ? "1" : ""), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
    }
}
