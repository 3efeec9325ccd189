namespace Marquee.Tests.Api;

/// <param name="Operation">As the OpenAPI document names it.</param>
/// <param name="Ids">What stands for the parameters of its path, by the names that <see cref="AccessHouse"/> gives.</param>
/// <param name="Body">JSON; ids in braces as in the path, and <c>{new}</c> for a word that was never used.</param>
/// <param name="Staff">For who works at the door of the theater; null where that makes no difference from any other customer.</param>
/// <param name="Owner">Status and code for the one whose thing it is; where it is nobody's, for any customer.</param>
public sealed record Access(string Operation, string[] Ids, string? Body, string Owner, string Other, string Admin, string Nobody, string? Staff = null)
{
    /// <summary>Of the body.</summary>
    public string Type { get; init; } = "application/json";

    public override string ToString() => Operation;
}

/// <summary>Who may do what: every operation, tried as the owner, another customer, an admin and nobody.</summary>
internal static class AccessTable
{
    private const string SignIn = "401 unauthorized";
    private const string Forbidden = "403 forbidden";
    private const string NoBooking = "404 booking-not-found";
    private const string NoPayment = "404 payment-not-found";
    private const string NoDevice = "404 device-not-found";
    private const string Open = "409 open-money";
    private const string Movie = """{"title":"Some film","languages":["hi"],"genres":["drama"],"durationMinutes":90}""";
    private const string Theater = """{"name":"Some theater","city":"Pune","address":"1 Some Road","location":{"lat":18.5,"lon":73.8},"timeZone":"Asia/Kolkata"}""";
    private const string Screen = """{"name":"Hall","layout":{"rows":[{"label":"A","category":"silver","seats":"1-9"}]}}""";
    private const string Price = """{"amount":20000,"currency":"INR"}""";
    private const string Show =
        $$$"""{"movieId":"{movie}","theaterId":"{theater}","screenId":"{spare screen}","startsAt":"{soon}","language":"hi","prices":{"silver":{{{Price}}},"gold":{{{Price}}},"platinum":{{{Price}}}}}""";

    public static IReadOnlyList<Access> Rows =>
    [
        All("GET /.well-known/jwks.json", "200"),
        All("GET /.well-known/ticket-keys.json", "200"),
        All("GET /v1/movies", "200"),
        All("GET /v1/theaters", "200"),
        All("GET /v1/cities", "200"),
        All("GET /v1/movies/{id}", "200", "movie"),
        All("GET /v1/search/suggestions", "200"),
        All("GET /v1/movies/{id}/shows", "200", "movie"),
        All("GET /v1/theaters/{id}", "200", "theater"),
        All("GET /v1/theaters/{id}/shows", "200", "theater"),
        All("GET /v1/theaters/{id}/screens/{screenId}", "200", "theater", "screen"),
        All("GET /v1/shows/{id}", "200", "show"),
        All("GET /v1/shows/{id}/seats", "200", "show"),
        All("GET /v1/shows/{id}/seats/stream", "200", "show"),

        All("POST /v1/users", "201") with { Body = """{"email":"{new}@example.test","password":"a password for tests","name":"Somebody"}""" },
        All("POST /v1/sessions", "200") with { Body = """{"email":"owner@example.test","password":"a password for tests"}""" },
        All("POST /v1/sessions/refresh", "401 session-revoked") with { Body = """{"refreshToken":"{new}"}""" },
        All("POST /v1/webhooks/payments/{provider}", "400 bad-signature", "provider") with { Body = "{}" },
        Mine("POST /v1/sessions/logout", "204"),

        Mine("GET /v1/me", "200"),
        Mine("PATCH /v1/me", "200", """{"homeCity":"Pune"}"""),
        Mine("DELETE /v1/me", Open),
        Mine("POST /v1/me/password", "204", """{"currentPassword":"a password for tests","newPassword":"a password for tests"}"""),
        Mine("GET /v1/me/export", "200"),
        Mine("GET /v1/me/devices", "200"),
        Mine("POST /v1/me/devices", "201", """{"token":"{new}","platform":"web"}"""),
        Owners("DELETE /v1/me/devices/{id}", "204", "device") with { Other = NoDevice, Admin = NoDevice },
        Mine("GET /v1/me/bookings", "200"),
        Mine("GET /v1/me/wallet", "200"),
        Mine("POST /v1/me/wallet/top-ups", "201", $$"""{"amount":{{Price}},"method":"card"}"""),
        Owners("GET /v1/payments/{id}", "200", "payment") with { Other = NoPayment, Admin = NoPayment },
        Owners("GET /v1/payments/{id}/qr.svg", "200", "payment") with { Other = NoPayment, Admin = NoPayment },
        Owners("GET /v1/payments/{id}/qr.png", "200", "payment") with { Other = NoPayment, Admin = NoPayment },
        Mine("POST /v1/bookings", "201", """{"showId":"{show}","bestAvailable":{"quantity":1}}"""),

        Owners("GET /v1/bookings/{id}", "200", "booking"),
        Owners("POST /v1/bookings/{id}/payments", "201", "booking") with { Body = """{"method":"wallet"}""" },
        Owners("DELETE /v1/bookings/{id}", "204", "spare booking"),
        Owners("GET /v1/bookings/{id}/refund-quote", "200", "paid booking"),
        Owners("POST /v1/bookings/{id}/cancellation", "200", "doomed paid booking") with { Body = "{}" },

        Owners("GET /v1/bookings/{id}/ticket", "200", "ticketed booking"),
        Owners("GET /v1/bookings/{id}/ticket.png", "200", "ticketed booking"),
        Owners("GET /v1/bookings/{id}/ticket.svg", "200", "ticketed booking"),
        Owners("GET /v1/bookings/{id}/ticket.pdf", "200", "ticketed booking"),
        Owners("GET /v1/bookings/{id}/ticket.ics", "200", "ticketed booking"),
        // The house has no certificates.
        Owners("GET /v1/bookings/{id}/ticket.pkpass", "404 wallet-pass-not-offered", "ticketed booking"),
        Doors("POST /v1/checkins", "409 already-checked-in") with { Body = """{"code":"{ticket}"}""", Staff = "200" },
        Doors("POST /v1/checkins/batch", "200") with { Body = """{"entries":[{"id":"{new}","code":"{spare ticket}","scannedAt":"{now}"}]}""" },
        Doors("GET /v1/shows/{id}/door-list", "200", "show"),

        Admins("PUT /v1/admin/users/{id}/role", "200", "owner") with { Body = """{"role":"customer"}""" },
        Admins("POST /v1/admin/movies", "201") with { Body = Movie },
        Admins("PUT /v1/admin/movies/{id}", "200", "movie") with { Body = Movie },
        Admins("DELETE /v1/admin/movies/{id}", "204", "spare movie"),
        Admins("POST /v1/admin/movies/import", "200") with { Body = Movie, Type = "application/x-ndjson" },
        Admins("GET /v1/admin/movies/export", "200"),
        Admins("POST /v1/admin/search/reindex", "202"),
        Admins("GET /v1/admin/jobs", "200"),
        Admins("GET /v1/admin/jobs/{id}", "404 job-not-found", "movie"),
        Admins("POST /v1/admin/theaters", "201") with { Body = Theater },
        Admins("PUT /v1/admin/theaters/{id}", "200", "theater") with { Body = Theater },
        Admins("DELETE /v1/admin/theaters/{id}", "204", "spare theater"),
        Admins("POST /v1/admin/theaters/{id}/screens", "201", "theater") with { Body = Screen },
        Admins("PUT /v1/admin/theaters/{id}/screens/{screenId}", "200", "theater", "other screen") with { Body = Screen },
        Admins("DELETE /v1/admin/theaters/{id}/screens/{screenId}", "204", "theater", "last screen"),
        Admins("POST /v1/admin/shows", "201") with { Body = Show },
        Admins("DELETE /v1/admin/shows/{id}", "204", "spare show"),
        Admins("POST /v1/admin/shows/{id}/reschedule", "200", "moved show") with { Body = """{"startsAt":"{later}"}""" },
        Admins("POST /v1/admin/shows/{id}/cancellation", "202", "canceled show") with { Body = """{"reason":"rain"}""" },
        Admins("GET /v1/admin/shows/{id}/cancellation", "200", "canceled show"),
        Admins("POST /v1/admin/shows/{id}/cancellation/pause", "200", "canceled show"),
        Admins("POST /v1/admin/shows/{id}/cancellation/resume", "200", "canceled show"),
        Admins("GET /v1/admin/bookings", "200"),
        Admins("POST /v1/admin/bookings/{id}/refunds", "201", "paid booking") with { Body = """{"amount":{"amount":1,"currency":"INR"},"reason":"sorry"}""" },
        Admins("GET /v1/admin/bookings/{id}/timeline", "200", "paid booking"),
        Admins("GET /v1/admin/audit", "200"),
        Admins("GET /v1/admin/notifications", "200"),
        Admins("POST /v1/admin/notifications/{id}/resend", "404 notification-not-found", "movie"),
        Admins("GET /v1/admin/reconciliation", "200"),
        Admins("GET /v1/admin/cluster", "200"),
        Admins("GET /v1/admin/grains/shows/{id}", "200", "show"),
        Admins("POST /v1/admin/grains/shows/{id}/deactivation", "202", "show"),
        Admins("GET /v1/admin/reports/sales", "200"),
        Admins("POST /v1/admin/read-models/rebuild", "202"),
        Admins("GET /v1/admin/read-models/rebuild", "200"),
        Admins("GET /v1/admin/reports/occupancy", "200"),
        Admins("GET /v1/admin/refunds", "200"),
        Admins("GET /v1/admin/refunds/{id}", "200", "stuck refund"),
        Admins("POST /v1/admin/refunds/{id}/retry", "200", "stuck refund"),
        Admins("POST /v1/admin/refunds/{id}/settlement", "200", "spare stuck refund") with { Body = """{"note":"by bank transfer"}""" },
        Admins("GET /v1/admin/dead-letters", "200"),
        Admins("POST /v1/admin/dead-letters/{id}/replay", "202", "dead letter"),
        Admins("DELETE /v1/admin/dead-letters/{id}", "204", "spare dead letter"),
        Admins("POST /v1/admin/shows/{id}/blocks", "200", "show") with { Body = """{"seats":["C12"],"reason":"broken"}""" },
        Admins("DELETE /v1/admin/shows/{id}/blocks", "204", "show") with { Body = """{"seats":["C12"]}""" },
    ];

    /// <summary>The same for everybody.</summary>
    private static Access All(string operation, string answer, params string[] ids) => new(operation, ids, null, answer, answer, answer, answer);

    /// <summary>Each signed-in caller's own affair.</summary>
    private static Access Mine(string operation, string answer, string? body = null) => new(operation, [], body, answer, answer, answer, SignIn);

    /// <summary>Its owner's alone; for others there is no such thing, admins included.</summary>
    private static Access Owners(string operation, string answer, params string[] ids) => new(operation, ids, null, answer, NoBooking, NoBooking, SignIn);

    /// <summary>For those who let guests in at the theater, and for admins.</summary>
    private static Access Doors(string operation, string answer, params string[] ids) => new(operation, ids, null, Forbidden, Forbidden, answer, SignIn, answer);

    private static Access Admins(string operation, string answer, params string[] ids) => new(operation, ids, null, Forbidden, Forbidden, answer, SignIn);
}
