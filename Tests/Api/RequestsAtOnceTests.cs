using System.IO.Pipelines;
using Marquee.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class RequestsAtOnceTests
{
    private readonly RequestsAtOnce _requests = new(Options.Create(new RequestLimits { AtOnce = 1 }));
    private int _served;

    [Fact]
    public async Task Those_who_are_sent_away_keep_nobody_out_however_slowly_they_leave()
    {
        var end = new TaskCompletionSource();
        var under = _requests.Invoke(new DefaultHttpContext(), _ => end.Task);
        // Its client reads nothing, so its refusal is not written to an end.
        var slow = new DefaultHttpContext();
        var unread = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        slow.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(unread.Writer.AsStream()));
        var leaving = _requests.Invoke(slow, ServeAsync);
        Assert.False(leaving.IsCompleted);

        end.SetResult();
        await under;
        await _requests.Invoke(new DefaultHttpContext(), ServeAsync);
        Assert.Equal(1, _served);
        await unread.Reader.CompleteAsync();
        await leaving;
    }

    [Fact]
    public async Task A_quarter_more_fits_of_those_who_go_on_and_no_more()
    {
        var end = new TaskCompletionSource();
        var under = new[] { Context(), Context(new CarriesOn()) }.Select(http => _requests.Invoke(http, _ => end.Task)).ToList();
        Assert.All(under, one => Assert.False(one.IsCompleted));
        foreach (var http in new[] { Context(), Context(new CarriesOn()) })
        {
            await _requests.Invoke(http, ServeAsync);
            Assert.Equal(503, http.Response.StatusCode);
        }

        // Whoever stays as long as it wants is not counted, and not kept out.
        await _requests.Invoke(Context(new LongLived()), ServeAsync);
        Assert.Equal(1, _served);
        end.SetResult();
        await Task.WhenAll(under);
    }

    private static DefaultHttpContext Context(params object[] marks)
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(marks), null));
        return http;
    }

    private Task ServeAsync(HttpContext http)
    {
        _served++;
        return Task.CompletedTask;
    }
}
