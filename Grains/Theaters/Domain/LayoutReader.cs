using System.Collections.Immutable;
using System.Globalization;

namespace Marquee.Theaters.Domain;

/// <summary>Reads the notation <c>1-12,_,13-20</c> and checks that the hall it draws can be sold.</summary>
internal sealed class LayoutReader
{
    private const int MostColumns = 200;
    private const int HighestNumber = 999;
    private const int LongestRowLabel = 3;
    private const int MostErrors = 20;

    private readonly List<string> _errors = [];
    private readonly List<PlannedSeat> _seats = [];
    private readonly List<SeatRow> _rows = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rowLabels = new(StringComparer.Ordinal);

    public static SeatPlan? Read(ScreenLayout layout, out ImmutableArray<string> errors)
    {
        var reader = new LayoutReader();
        reader.ReadRows(layout.Rows.IsDefault ? [] : layout.Rows);
        errors = [.. reader._errors.Take(MostErrors)];
        return errors.IsEmpty ? new SeatPlan([.. reader._seats], [.. reader._rows]) : null;
    }

    private void ReadRows(ImmutableArray<LayoutRow> rows)
    {
        if (rows.IsEmpty) _errors.Add("A layout needs at least one row.");
        foreach (var row in rows)
        {
            if (_errors.Count >= MostErrors) return;
            ReadRow(row);
            if (_seats.Count <= SeatPlan.MostSeats) continue;
            _errors.Add($"A layout has at most {SeatPlan.MostSeats} seats.");
            return;
        }
    }

    private void ReadRow(LayoutRow row)
    {
        var label = row.Label ?? "";
        if (label.Length is 0 or > LongestRowLabel || !label.All(char.IsAsciiLetterOrDigit))
        {
            _errors.Add($"Row '{label}': a row's label is 1 to {LongestRowLabel} letters or digits.");
            return;
        }

        if (!_rowLabels.Add(label)) _errors.Add($"Row {label} is there twice.");
        var first = _seats.Count;
        var wheelchair = Places(row.Wheelchair);
        var companion = Places(row.Companion);
        ReadSeats(row with { Label = label }, wheelchair, companion);
        if (_seats.Count == first)
        {
            _errors.Add($"Row {label} has no seats.");
            return;
        }

        _rows.Add(new SeatRow(label, row.Category, first, _seats.Count - first));
        CheckPlaces(label, first, wheelchair, companion);
    }

    private void ReadSeats(LayoutRow row, HashSet<string> wheelchair, HashSet<string> companion)
    {
        var x = 0;
        foreach (var part in (row.Seats ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part == "_")
            {
                x++;
                continue;
            }

            if (!TryReadRange(part, out var from, out var to))
            {
                _errors.Add($"Row {row.Label}: '{part}' is neither a seat number from 1 to {HighestNumber}, nor a range such as 1-12, nor _ for an aisle.");
                return;
            }

            var step = from <= to ? 1 : -1;
            for (var number = from; number != to + step; number += step, x++)
                AddSeat(row, number, x, wheelchair, companion);
        }

        if (x > MostColumns) _errors.Add($"Row {row.Label} is {x} columns wide; {MostColumns} is the most.");
    }

    private void AddSeat(LayoutRow row, int number, int x, HashSet<string> wheelchair, HashSet<string> companion)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"{row.Label}{number}");
        if (!_labels.Add(label)) _errors.Add($"Seat {label} is there twice.");
        var kind = wheelchair.Contains(label) ? SeatKind.Wheelchair : companion.Contains(label) ? SeatKind.Companion : SeatKind.Standard;
        _seats.Add(new PlannedSeat(row.Label, label, row.Category, kind, x));
    }

    private void CheckPlaces(string row, int first, HashSet<string> wheelchair, HashSet<string> companion)
    {
        var seats = _seats.Skip(first).ToList();
        foreach (var label in wheelchair.Concat(companion).Where(label => seats.All(seat => seat.Label != label)))
            _errors.Add($"Row {row} names {label} as a wheelchair or companion place but has no such seat.");
        foreach (var label in wheelchair.Intersect(companion))
            _errors.Add($"Seat {label} cannot be a wheelchair and a companion place.");
        foreach (var seat in seats.Where(seat => seat.Kind == SeatKind.Companion))
        {
            var besideWheelchair = seats.Any(other => other.Kind == SeatKind.Wheelchair && Math.Abs(other.X - seat.X) == 1);
            if (!besideWheelchair) _errors.Add($"Companion place {seat.Label} must be beside a wheelchair place.");
        }
    }

    private static HashSet<string> Places(ImmutableArray<string> labels) =>
        labels.IsDefaultOrEmpty ? [] : new HashSet<string>(labels, StringComparer.Ordinal);

    private static bool TryReadRange(string part, out int from, out int to)
    {
        to = 0;
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return TryReadNumber(part, out from) && (to = from) > 0;
        return TryReadNumber(part.AsSpan(0, dash), out from) & TryReadNumber(part.AsSpan(dash + 1), out to);
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= HighestNumber;
}
