using System.Collections.Concurrent;

namespace Marquee.Silo.Kafka;

/// <summary>
/// Makes calls that block, one after the other, where they keep nobody from working: the thread pool starts with one thread a core, so a
/// few readers that wait there for the log would have everything else wait too, for seconds, until the pool has grown.
/// </summary>
internal sealed class OwnThread : IDisposable
{
    private readonly BlockingCollection<Action> _calls = [];

    public OwnThread(string name) => new Thread(Run) { Name = name, IsBackground = true }.Start();

    public Task<T> RunAsync<T>(Func<T> call)
    {
        // What waits for the answer goes on in the pool, not here.
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Add(() =>
        {
            try
            {
                answer.SetResult(call());
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
            }
        });
        return answer.Task;
    }

    public Task RunAsync(Action call) => RunAsync(() =>
    {
        call();
        return true;
    });

    /// <summary>The thread ends once it has made the calls that it was given.</summary>
    public void Dispose() => _calls.CompleteAdding();

    private void Run()
    {
        using (_calls)
            foreach (var call in _calls.GetConsumingEnumerable()) call();
    }
}
