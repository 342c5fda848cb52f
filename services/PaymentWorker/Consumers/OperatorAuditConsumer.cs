using Integration.Contracts.Operations;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using MassTransit;

namespace Integration.PaymentWorker.Consumers;

/// <summary>Keeps who asked for what, why, and what came of it; a repeat of the message writes nothing twice.</summary>
public sealed class OperatorAuditConsumer(IUnitOfWork unitOfWork) : IConsumer<OperatorCommandHandled>
{
    private const string Insert =
        "insert into payments.operator_actions (message_id, payment_id, command, asked_by, why, accepted, answer, at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";

    /// <inheritdoc />
    public Task Consume(ConsumeContext<OperatorCommandHandled> context)
    {
        var handled = context.Message;
        unitOfWork.Enqueue(Sql.Command(Insert, MessageIdentity.Of(context), handled.PaymentId, handled.Command, handled.By, handled.Why, handled.Accepted, handled.Answer, handled.At));
        return Task.CompletedTask;
    }
}
