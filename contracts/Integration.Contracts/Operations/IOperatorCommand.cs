namespace Integration.Contracts.Operations;

/// <summary>What a person asks of one payment. It is kept with who asked and why, whether it is done or refused: see
/// <see cref="OperatorCommandHandled"/>. No such command can break a money rule; what a rule forbids is refused with that reason.</summary>
public interface IOperatorCommand
{
    /// <summary>The payment.</summary>
    Guid PaymentId { get; }

    /// <summary>Who asks: a name or an account; 1 to 128 characters.</summary>
    string By { get; }

    /// <summary>Why, in words; 1 to 500 characters.</summary>
    string Why { get; }
}
