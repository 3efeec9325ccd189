using Marquee.Silo.Hosting;
using Orleans.Runtime;

namespace Marquee.Tests.Architecture.Samples.Domain;

/// <summary>Each breaks the rule that such a namespace uses the base library alone, in a place of its own.</summary>
internal abstract class InABase : Grain;

internal sealed class InAField(object grains)
{
    private readonly IGrainFactory? _grains = grains as IGrainFactory;

    public bool IsThere => _grains is not null;
}

internal static class InAParameter
{
    public static bool IsThere(GrainId? grain) => grain is not null;
}

internal static class InATypeArgument
{
    public static int Count(List<GrainId> grains) => grains.Count;
}

internal static class InAConstraint
{
    public static bool IsThere<T>(T grain) where T : class, IAddressable => grain is not null;
}

internal static class InABody
{
    public static string Text() => GrainId.Create("a", "b").ToString();
}

internal static class InALambda
{
    public static Func<string> Text() => () => GrainId.Create("a", "b").ToString();
}

internal static class InAnIterator
{
    public static IEnumerable<string> Texts()
    {
        yield return GrainId.Create("a", "b").ToString();
    }
}

internal static class InACatch
{
    public static bool Works(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (OrleansException)
        {
            return false;
        }
    }
}

internal static class OfTheSilo
{
    public static Exception Failure() => new StartException();
}

internal static class OfTheClock
{
    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();
}

internal static class OfTheDisk
{
    public static bool IsThere(string path) => File.Exists(path);
}

internal static class Blameless
{
    public static IEnumerable<string> Sorted(IEnumerable<Money> prices) => prices.OrderBy(price => price.Amount).Select(price => price.ToString());
}
