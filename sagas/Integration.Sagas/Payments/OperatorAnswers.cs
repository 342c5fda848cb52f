using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Operations;
using Integration.Contracts.Rules;

namespace Integration.Sagas.Payments;

/// <summary>How operators' commands are judged and answered, whichever saga they are for.</summary>
internal static class OperatorAnswers
{
    /// <exception cref="ValidationException">The command breaks a rule: it goes to the dead letters.</exception>
    public static void Check<T>(T command)
        where T : class, IOperatorCommand
    {
        if (OperatorRules.Violations(command) is { Count: > 0 } violations)
        {
            throw new ValidationException($"{typeof(T).Name} is refused: {string.Join("; ", violations)}.");
        }
    }

    /// <summary>What is told and kept of it.</summary>
    public static OperatorCommandHandled Of<T>(T command, bool accepted, string answer, DateTimeOffset at)
        where T : class, IOperatorCommand => new()
        {
            PaymentId = command.PaymentId, Command = typeof(T).Name, By = command.By, Why = command.Why, Accepted = accepted, Answer = answer, At = at,
        };
}
