using System.Net;
using System.Text.Json;
using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Payments;

namespace Marquee.Silo.Notifications;

/// <summary>Writes a message in the language of its reader: for mail as HTML and as plain text, and in one sentence for everything else.</summary>
internal static class LetterWriter
{
    public static Letter Write(NotificationKind kind, MessageFacts facts, string name, BookingId booking, string language, bool withTicket)
    {
        var words = Templates.Languages[language];
        var values = Values(facts, name, booking, language, words);
        var key = KeyOf(kind);
        var subject = Plain(words[$"{key}.subject"], values);
        var heading = Plain(words[$"{key}.heading"], values);
        var rows = Rows(facts, values).Select(row => new Particular(row.Name, words[$"label.{row.Name}"], row.Value)).ToList();
        values["language"] = language;
        values["subject"] = subject;
        values["heading"] = heading;
        values["greeting"] = Plain(words["greeting"], values);
        values["intro"] = Plain(words[$"{key}.intro"], values);
        values["attached"] = withTicket ? words["attached"] : "";
        values["footer"] = words["footer"];
        return new Letter(language, subject, Html(values, rows, withTicket ? words["code"] : null), Text(values, rows), heading, Plain(words[$"{key}.short"], values));
    }

    public static string KeyOf(NotificationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static Dictionary<string, string> Values(MessageFacts facts, string name, BookingId booking, string language, IReadOnlyDictionary<string, string> words)
    {
        var culture = Templates.CultureOf(language);
        var (day, time) = LocalText.When(facts.StartsAt, facts.TimeZone, culture);
        var (oldDay, oldTime) = facts.Before is { } before ? LocalText.When(before, facts.TimeZone, culture) : ("", "");
        var back = facts.Back is { Amount: > 0 } money ? LocalText.Amount(money.Amount, money.Currency, culture) : "";
        return new Dictionary<string, string>
        {
            ["name"] = name, ["movie"] = facts.Movie, ["original"] = facts.Original ?? "", ["theater"] = facts.Theater, ["address"] = facts.Address, ["screen"] = facts.Screen,
            ["day"] = day, ["time"] = time, ["oldDay"] = oldDay, ["oldTime"] = oldTime, ["seats"] = string.Join(", ", facts.Seats),
            ["kept"] = string.Join(", ", facts.Kept ?? []), ["paid"] = LocalText.Amount(facts.Paid.Amount, facts.Paid.Currency, culture),
            ["back"] = back, ["to"] = back.Length == 0 ? "" : words[facts.To == RefundTo.Wallet ? "to.wallet" : "to.source"], ["booking"] = booking.ToString(),
        };
    }

    /// <summary>The particulars, those that there are.</summary>
    private static IEnumerable<(string Name, string Value)> Rows(MessageFacts facts, Dictionary<string, string> values)
    {
        yield return ("when", $"{values["day"]}, {values["time"]}");
        if (facts.Before is not null) yield return ("was", $"{values["oldDay"]}, {values["oldTime"]}");
        yield return ("theater", $"{values["theater"]}\n{values["address"]}");
        yield return ("screen", values["screen"]);
        yield return ("seats", values["seats"]);
        if (values["kept"].Length > 0) yield return ("kept", values["kept"]);
        yield return ("paid", values["paid"]);
        if (values["back"].Length > 0) yield return ("back", $"{values["back"]}\n{values["to"]}");
        yield return ("booking", values["booking"]);
    }

    private static string Html(Dictionary<string, string> values, List<Particular> rows, string? code)
    {
        var parts = new Dictionary<string, string>(values.ToDictionary(value => value.Key, value => Escape(value.Value)))
        {
            ["rows"] = string.Concat(rows.Select(Row)),
            ["original"] = values["original"].Length > 0 ? $"<div class=\"original\">{Escape(values["original"])}</div>" : "",
            ["code"] = code is null ? "" : MessageText.Fill(Templates.HtmlCode, new Dictionary<string, string> { ["note"] = code }, Escape),
        };
        return MessageText.Fill(Templates.Html, parts, part => part);
    }

    /// <summary>The first line of a value is what matters, the others explain it.</summary>
    private static string Row(Particular row)
    {
        var lines = row.Value.Split('\n');
        var values = new Dictionary<string, string> { ["name"] = row.Name, ["label"] = row.Label, ["value"] = lines[0], ["more"] = string.Join(" ", lines[1..]) };
        return MessageText.Fill(Templates.HtmlRow, values, Escape);
    }

    private static string Text(Dictionary<string, string> values, List<Particular> rows)
    {
        values["rows"] = string.Join("\n", rows.Select(row => $"{row.Label}: {row.Value.Replace("\n", ", ", StringComparison.Ordinal)}"));
        return Plain(Templates.Text, values).TrimEnd() + "\n";
    }

    private static string Plain(string text, Dictionary<string, string> values) => MessageText.Fill(text, values, value => value);

    private static string Escape(string value) => WebUtility.HtmlEncode(value);

    /// <param name="Name">How forms call it; the same in every language.</param>
    private sealed record Particular(string Name, string Label, string Value);
}
