using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Runs;

/// <summary>What <c>LoadTest run</c> does.</summary>
internal sealed record RunOptions
{
    public static readonly Mix<JourneyKind> UsualMix = Parsed<JourneyKind>("browse=60,book=30,abandon=5,decline=2,cancel=3");
    public static readonly Mix<PayWith> UsualPay = Parsed<PayWith>("wallet=50,card=30,upi=20");

    /// <summary>APIs of a system that runs; none for one that is started for the run.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];

    /// <summary>An admin of it.</summary>
    public string Email { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Its database, to check its books; null where these are not looked at.</summary>
    public string? Database { get; init; }

    public int Silos { get; init; } = 1;

    public int Apis { get; init; } = 1;

    /// <summary>What happens to the silos of a system that was started for the run, and when.</summary>
    public IReadOnlyList<SiloChange> Changes { get; init; } = [];

    /// <summary>Journeys that begin in a second, whatever becomes of those before; null where the number at once is fixed.</summary>
    public double? Rate { get; init; }

    /// <summary>Journeys at once, each begun when one ends; null where the rate is fixed.</summary>
    public int? Concurrency { get; init; }

    public int Seconds { get; init; } = 30;

    public Mix<JourneyKind> Mix { get; init; } = UsualMix;

    public Mix<PayWith> Pay { get; init; } = UsualPay;

    /// <summary>How unevenly shows are wanted.</summary>
    public double Zipf { get; init; } = 1;

    /// <summary>In the middle third of the run everybody who buys wants the same show.</summary>
    public bool Rush { get; init; }

    public int Generators { get; init; } = 1;

    public int Shows { get; init; } = 60;

    public int Customers { get; init; } = 300;

    /// <summary>Seconds that everything has to come to rest after the run; null for as long as holds last, and half a minute.</summary>
    public int? Settle { get; init; }

    /// <summary>Folder of the report and of what clients were told.</summary>
    public string Out { get; init; } = "load-report";

    private static Mix<T> Parsed<T>(string text) where T : struct, Enum =>
        Mix<T>.TryParse(text, out var mix, out var error) ? mix : throw new ArgumentException(error, nameof(text));
}

/// <param name="At">Seconds after the start.</param>
/// <param name="Adds">Otherwise the oldest silo that runs is told to stop.</param>
internal sealed record SiloChange(int At, bool Adds);
