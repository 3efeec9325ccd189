using System.Globalization;

namespace Marquee.LoadTest.Peers;

/// <summary>A seat as the peers' tables key it: row * 1000 + number, where the rows are A to Z, then AA and on. B12 is 1012.</summary>
internal static class SeatPlace
{
    private const int RowStep = 1_000;
    private const int Letters = 26;

    public static bool TryParse(ReadOnlySpan<char> label, out int place)
    {
        var (row, digits) = (0, 0);
        for (; digits < label.Length && char.IsAsciiLetterUpper(label[digits]); digits++) row = row * Letters + label[digits] - 'A' + 1;
        place = 0;
        if (digits is 0 or > 3 || !int.TryParse(label[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        place = Of(row - 1, number);
        return number is > 0 and < RowStep;
    }

    public static int Of(int row, int number) => row * RowStep + number;

    public static int Row(int place) => place / RowStep;

    public static int Number(int place) => place % RowStep;

    public static string Label(int place) => string.Create(CultureInfo.InvariantCulture, $"{RowLabel(Row(place))}{Number(place)}");

    public static string RowLabel(int row) => row < Letters ? $"{(char)('A' + row)}" : RowLabel(row / Letters - 1) + (char)('A' + row % Letters);
}
