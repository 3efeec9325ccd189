using System.Collections.Concurrent;
using System.Diagnostics;

namespace Marquee.LoadTest.Faults.Stories;

/// <summary>Every story of a run, and the clock that all of them are told by.</summary>
internal sealed class Diary
{
    private readonly ConcurrentQueue<Story> _stories = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);

    public IReadOnlyList<Story> Stories => [.. _stories];

    public Story Begin(string show, string customer, string key)
    {
        var story = new Story(show, customer, Ids.Derive<BookingId>(customer, key).ToString());
        _stories.Enqueue(story);
        return story;
    }
}
