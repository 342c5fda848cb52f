using System.ComponentModel.DataAnnotations;

namespace Integration.Standalone.Intake;

/// <summary>Commands from a file: the way in for a single process without a broker.</summary>
public sealed class IntakeOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Intake";

    /// <summary>JSON Lines, one <c>InitiatePayment</c> or, known by its <c>refundId</c>, <c>RefundPayment</c> a line, fields in camel case. Absent: nothing is read.</summary>
    public string? File { get; set; }

    /// <summary>The longest line, in characters; a longer one is refused.</summary>
    [Range(100, 1 << 20)] public int MaxLineLength { get; set; } = 65_536;

    /// <summary>Messages committed together.</summary>
    [Range(1, 1000)] public int BatchSize { get; set; } = 50;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        File is { Length: > 0 } file && !System.IO.File.Exists(file) ? [new($"Intake__File: there is no file {file}.", [nameof(File)])] : [];
}
