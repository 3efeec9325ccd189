using Orleans.Runtime;

namespace Marquee;

/// <summary>
/// Gets grains by their key without reflecting on their interface each time, as <c>GetGrain</c> does: some six percent of a booking. What
/// it found out is kept for each interface.
/// </summary>
public static class GrainReferences
{
    public static T Grain<T>(this IGrainFactory grains, string key) where T : class, IGrainWithStringKey
    {
        if (Known<T>.Kind is { } kind) return (T)grains.GetGrain(GrainId.Create(kind.Grain, key), kind.Interface);
        var reference = grains.GetGrain<T>(key);
        Known<T>.Kind = new Kind(reference.GetGrainId().Type, ((GrainReference)(object)reference).InterfaceType);
        return reference;
    }

    private sealed record Kind(GrainType Grain, GrainInterfaceType Interface);

    private static class Known<T>
    {
        public static volatile Kind? Kind;
    }
}
