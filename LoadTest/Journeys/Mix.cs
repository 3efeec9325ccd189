using System.Globalization;

namespace Marquee.LoadTest.Journeys;

/// <summary>How often each of several things is done, as <c>browse=60,book=30</c>: weights, which need not add up to anything.</summary>
internal sealed class Mix<T> where T : struct, Enum
{
    private const int Most = 1_000_000;
    private readonly (T Item, int UpTo)[] _parts;

    private Mix(IReadOnlyDictionary<T, int> weights)
    {
        Weights = weights;
        var sum = 0;
        _parts = [.. weights.Where(part => part.Value > 0).Select(part => (part.Key, sum += part.Value))];
    }

    public IReadOnlyDictionary<T, int> Weights { get; }

    /// <param name="error">Which word is wrong, and why.</param>
    public static bool TryParse(string text, out Mix<T> mix, out string error)
    {
        var weights = new Dictionary<T, int>();
        (mix, error) = (new Mix<T>(weights), "");
        foreach (var part in text.Split(','))
        {
            var (name, weight) = part.Split('=') is [var left, var right] ? (left, right) : ("", "");
            if (Find(name) is not { } item) error = $"'{part}' is no part of a mix; it is made of {Names()}, each with '=' and a weight.";
            else if (!int.TryParse(weight, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Most) error = $"The weight of '{part}' must be a whole number up to {Most}.";
            else if (!weights.TryAdd(item, number)) error = $"'{name}' is in the mix twice.";
            if (error.Length > 0) return false;
        }

        if (weights.Values.All(weight => weight == 0)) error = "Something in the mix must have a weight above 0.";
        mix = new Mix<T>(weights);
        return error.Length == 0;
    }

    public T Pick(Random random)
    {
        var point = random.Next(_parts[^1].UpTo);
        return _parts.First(part => point < part.UpTo).Item;
    }

    public override string ToString() => string.Join(',', Weights.Select(part => $"{NameOf(part.Key)}={part.Value}"));

    // By name alone: numbers would be taken for enumeration values.
    private static T? Find(string name) => Enum.GetValues<T>().Where(item => NameOf(item) == name).Select(item => (T?)item).FirstOrDefault();

    private static string Names() => string.Join(", ", Enum.GetValues<T>().Select(NameOf));

    private static string NameOf(T item) => item.ToString().ToLowerInvariant();
}
