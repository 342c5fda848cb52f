using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.Messaging;

/// <summary>How a service stays connected to RabbitMQ. Where it is: <c>ConnectionStrings__RabbitMq</c>.</summary>
public sealed class RabbitMqOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Messaging:RabbitMq";

    /// <summary>Seconds between signs of life on a silent connection; it counts as lost after two of them without any.</summary>
    [Range(1, 600)] public int HeartbeatSeconds { get; set; } = 15;

    /// <summary>Seconds the broker may take to answer a declaration. Longer than it takes to find a connection lost: what is given up on a living connection could not be told from what was done.</summary>
    [Range(1, 3600)] public int AnswerTimeoutSeconds { get; set; } = 60;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AnswerTimeoutSeconds <= 2 * HeartbeatSeconds)
        {
            yield return new("has to be more than twice HeartbeatSeconds.", [nameof(AnswerTimeoutSeconds)]);
        }
    }
}
