using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Kafka;

/// <summary>What takes events from the outbox to those who handle them.</summary>
public enum EventTransport
{
    /// <summary>The database itself.</summary>
    Postgres = 0,

    /// <summary>A log that others can read too: Apache Kafka, or whatever speaks its protocol.</summary>
    Kafka = 1,
}

/// <summary>How events travel.</summary>
public sealed class EventsOptions : IValidatableObject
{
    public const string Section = "Events";

    /// <summary>Change it only once nothing waits any more.</summary>
    public EventTransport Transport { get; set; } = EventTransport.Postgres;

    /// <summary>Where the log is. Not looked at with <see cref="EventTransport.Postgres"/>.</summary>
    public KafkaOptions Kafka { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(Transport)) return [new ValidationResult("Events:Transport must be Postgres or Kafka.")];
        return Transport == EventTransport.Kafka ? KafkaRules.FaultsOf(Kafka).Select(fault => new ValidationResult(fault)) : [];
    }
}
