namespace Marquee.Tests.Notifications;

/// <summary>Waits as long as a slow machine may need.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> reached, string otherwise) => UntilAsync(() => Task.FromResult(reached()), () => otherwise);

    public static async Task UntilAsync(Func<Task<bool>> reached, Func<string> otherwise)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (!await reached())
        {
            if (began.Elapsed > Patience) throw new TimeoutException(otherwise());
            await Task.Delay(20);
        }
    }
}
