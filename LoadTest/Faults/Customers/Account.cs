using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Somebody who is signed in and asks whichever API is there.</summary>
internal sealed class Account : IDisposable
{
    // Longer than the server may take for anything: who gives up first learns nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient[] _apis;
    private int _turn;

    public Account(string id, string token, IReadOnlyList<Uri> apis)
    {
        Id = id;
        _apis = [.. apis.Select(api => new HttpClient { BaseAddress = api, Timeout = Patience })];
        foreach (var api in _apis) api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Id { get; }

    public async Task<Answer> AskAsync(HttpMethod method, string path, object? body = null, string? key = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await _apis[(uint)Interlocked.Increment(ref _turn) % _apis.Length].SendAsync(request, cancellation);
            return Answer.Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Answer.None("connection lost");
        }
        catch (OperationCanceledException)
        {
            return Answer.None("no answer");
        }
    }

    public void Dispose()
    {
        foreach (var api in _apis) api.Dispose();
    }
}
