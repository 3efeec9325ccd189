namespace Marquee;

/// <summary>Identifies a piece of work that takes a while, such as an import.</summary>
[GenerateSerializer, Immutable, Alias("marquee.job-id")]
public readonly record struct JobId([property: Id(0)] Guid Value) : IId<JobId>
{
    public static string Prefix => "job_";

    public static JobId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
