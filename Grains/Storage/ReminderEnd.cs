using Orleans.Runtime;

namespace Marquee.Storage;

/// <summary>How a grain's reminder comes to its end.</summary>
internal static class ReminderEnd
{
    /// <summary>
    /// Takes the reminder off where nothing is left to do, going by what is on disk: an activation that another has superseded does not know
    /// what that one has begun. Who begins something from here on registers it anew, and then it is another one and stays.
    /// </summary>
    /// <param name="nothingLeft">Asks the disk, by a read or by a write, before it answers.</param>
    /// <exception cref="ReminderException">It was registered anew meanwhile.</exception>
    public static async Task EndReminderAsync(this Grain grain, string name, Func<Task<bool>> nothingLeft)
    {
        var known = await grain.GetReminder(name);
        if (known is not null && await nothingLeft()) await grain.UnregisterReminder(known);
    }

    /// <summary>The same of a grain that has one state, which is read again.</summary>
    public static Task EndReminderAsync<T>(this Grain grain, string name, DurableState<T> state, Func<T?, bool> nothingLeft) where T : AggregateState =>
        grain.EndReminderAsync(name, async () =>
        {
            await state.ReloadAsync();
            return nothingLeft(state.Value);
        });
}
