using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Operations;
using Integration.Contracts.Rules;
using MassTransit;

namespace Integration.PaymentWorker.Orphans;

/// <summary>A person leaves a duplicate charge as it is: nothing is sent, and no row but its own changes.</summary>
public sealed partial class OrphanConsumer : IConsumer<AcceptDuplicateCharge>
{
    /// <inheritdoc />
    /// <exception cref="ValidationException">The command breaks a rule: it goes to the dead letters.</exception>
    public async Task Consume(ConsumeContext<AcceptDuplicateCharge> context)
    {
        var command = context.Message;
        if (OperatorRules.Violations(command) is { Count: > 0 } violations)
        {
            throw new ValidationException($"{nameof(AcceptDuplicateCharge)} is refused: {string.Join("; ", violations)}.");
        }

        var (accepted, answer) = await orphans.AcceptAsync(unitOfWork, command, context.CancellationToken);
        await context.Publish(new OperatorCommandHandled
        {
            PaymentId = command.PaymentId, Command = nameof(AcceptDuplicateCharge), By = command.By, Why = command.Why, Accepted = accepted, Answer = answer, At = time.GetUtcNow(),
        });
    }
}
