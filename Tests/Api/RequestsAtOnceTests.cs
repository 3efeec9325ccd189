using System.IO.Pipelines;
using Marquee.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class RequestsAtOnceTests
{
    private readonly RequestsAtOnce _requests = new(Options.Create(new RequestLimits { AtOnce = 1, Waiting = 0 }), TimeProvider.System);
    private readonly TaskCompletionSource _end = new();
    private int _served;

    [Fact]
    public async Task Those_who_are_sent_away_keep_nobody_out_however_slowly_they_leave()
    {
        var under = _requests.Invoke(Context(), _ => _end.Task);
        // Its client reads nothing, so its refusal is not written to an end.
        var slow = Context();
        var unread = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        slow.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(unread.Writer.AsStream()));
        var leaving = _requests.Invoke(slow, ServeAsync);
        Assert.False(leaving.IsCompleted);

        _end.SetResult();
        await under;
        await _requests.Invoke(Context(), ServeAsync);
        Assert.Equal(1, _served);
        await unread.Reader.CompleteAsync();
        await leaving;
    }

    [Fact]
    public async Task Who_goes_on_finds_room_where_others_are_sent_away_and_who_stays_is_not_counted()
    {
        var under = new[] { Context(), Context(new CarriesOn()) }.Select(http => _requests.Invoke(http, _ => _end.Task)).ToList();
        Assert.All(under, one => Assert.False(one.IsCompleted));
        foreach (var http in new[] { Context(), Context(new CarriesOn()) })
        {
            await _requests.Invoke(http, ServeAsync);
            Assert.Equal(503, http.Response.StatusCode);
            Assert.Equal("1", http.Response.Headers.RetryAfter);
        }

        await _requests.Invoke(Context(new LongLived()), ServeAsync);
        Assert.Equal(1, _served);
        _end.SetResult();
        await Task.WhenAll(under);
    }

    [Fact]
    public async Task A_place_is_taken_once_the_whole_body_is_here_and_all_of_it_can_be_read()
    {
        var body = new Pipe();
        await body.Writer.WriteAsync("one"u8.ToArray());
        var text = "";
        var sending = _requests.Invoke(Sends(body), async http => text = await new StreamReader(http.Request.BodyReader.AsStream()).ReadToEndAsync());
        await _requests.Invoke(Context(), ServeAsync);
        Assert.Equal(1, _served);

        await body.Writer.WriteAsync(" and two"u8.ToArray());
        await body.Writer.CompleteAsync();
        await sending;
        Assert.Equal("one and two", text);
    }

    [Fact]
    public async Task Of_a_body_that_is_too_long_no_more_is_awaited_than_it_takes_to_know()
    {
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await body.Writer.WriteAsync(new byte[new RequestLimits().BodyBytes + 1]);
        await _requests.Invoke(Sends(body), ServeAsync);
        Assert.Equal(1, _served);
    }

    private static DefaultHttpContext Context(params object[] marks)
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(marks), null));
        return http;
    }

    private static DefaultHttpContext Sends(Pipe body)
    {
        var http = Context();
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        http.Features.Set<IRequestBodyPipeFeature>(new BodyPipe(body.Reader));
        return http;
    }

    private Task ServeAsync(HttpContext http)
    {
        _served++;
        return Task.CompletedTask;
    }

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    private sealed class BodyPipe(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
