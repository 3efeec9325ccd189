using System.Globalization;
using System.Net;
using System.Text;

namespace Marquee.LoadTest.Reports;

/// <summary>Curves over the seconds of a run, as SVG that needs nothing else. What they show is in its title, and in a table beside it.</summary>
internal static class LineChart
{
    private const double Width = 760, Height = 260, Left = 64, Right = 12, Top = 12, Bottom = 34;
    private const int Lines = 4;
    private static readonly double[] Steps = [1, 2, 5, 10];

    // Told apart without color too: by their dashes.
    private static readonly (string Color, string Dashes)[] Styles = [("#0b5fa5", ""), ("#b3470a", "6 3"), ("#22733b", "2 3"), ("#7a3b9e", "9 3 2 3"), ("#555", "1 4")];

    /// <param name="id">Of its elements in the page.</param>
    /// <param name="unit">Of the numbers upwards.</param>
    /// <param name="marks">What happened when, in seconds.</param>
    public static string Of(string id, string title, string unit, IReadOnlyList<Curve> curves, IReadOnlyList<(double At, string What)> marks)
    {
        var seconds = Math.Max(2, curves.Max(curve => curve.Values.Count));
        var top = RoundUp(curves.SelectMany(curve => curve.Values).DefaultIfEmpty(0).Max());
        var svg = new StringBuilder();
        var shows = Text($"{title}: {string.Join(", ", curves.Select(curve => curve.Name))}, over {seconds} seconds");
        svg.Append(Invariant($"<svg role=\"img\" aria-labelledby=\"{id}-title\" viewBox=\"0 0 {Width} {Height}\"><title id=\"{id}-title\">{shows}</title>"));
        for (var line = 0; line <= Lines; line++)
        {
            var (value, y) = (top * line / Lines, Y(top * line / Lines, top));
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>"));
            svg.Append(Invariant($"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{value:#,0.##}</text>"));
        }

        foreach (var second in new[] { 0, seconds / 2, seconds })
            svg.Append(Invariant($"<text x=\"{X(second, seconds):0.#}\" y=\"{Height - 14}\" text-anchor=\"middle\">{second} s</text>"));
        foreach (var (at, what) in marks)
        {
            svg.Append(Invariant($"<line class=\"mark\" x1=\"{X(at, seconds):0.#}\" x2=\"{X(at, seconds):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>"));
            svg.Append(Invariant($"<text x=\"{X(at, seconds) + 3:0.#}\" y=\"{Top + 10}\">{Text(what)}</text>"));
        }

        for (var curve = 0; curve < curves.Count; curve++)
        {
            var (color, dashes) = Styles[curve % Styles.Length];
            var points = curves[curve].Values.Select((value, second) => Invariant($"{X(second + 0.5, seconds):0.#},{Y(value, top):0.#}"));
            svg.Append(Invariant($"<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\" points=\"{string.Join(' ', points)}\"/>"));
        }

        return svg.Append("</svg>").Append(Legend(curves, unit)).ToString();
    }

    private static string Legend(IReadOnlyList<Curve> curves, string unit)
    {
        var items = curves.Select((curve, number) =>
        {
            var (color, dashes) = Styles[number % Styles.Length];
            var line = $"<line x1=\"0\" x2=\"28\" y1=\"4\" y2=\"4\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>";
            return $"<li><svg aria-hidden=\"true\" viewBox=\"0 0 28 8\" width=\"28\" height=\"8\">{line}</svg> {Text(curve.Name)}</li>";
        });
        return $"<ul class=\"legend\">{string.Concat(items)}<li>upwards: {Text(unit)}</li></ul>";
    }

    private static double X(double second, int seconds) => Left + (second / seconds * (Width - Left - Right));

    private static double Y(double value, double top) => Height - Bottom - (value / top * (Height - Top - Bottom));

    /// <summary>To 1, 2 or 5 with zeros, so that the lines of the grid have plain numbers.</summary>
    private static double RoundUp(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return Steps.Select(step => step * power).First(step => step >= most * 0.999);
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Values">One for each second.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> Values);
