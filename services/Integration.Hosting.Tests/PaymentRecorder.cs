using System.Text.Json;
using Integration.Contracts.Payments;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Npgsql;

namespace Integration.Hosting.Tests;

/// <summary>Writes down what it gets and publishes a follow-up. One endpoint, two contracts.</summary>
public sealed class PaymentRecorder(IUnitOfWork unitOfWork) : IConsumer<InitiatePayment>, IConsumer<CancelPayment>
{
    public const string Endpoint = "payment-recorder";
    public const string Table = "create table recorded (contract text not null, payment_id uuid not null, body jsonb not null, headers jsonb not null, content_type text);";

    public Task Consume(ConsumeContext<InitiatePayment> context)
    {
        if (context.Message.CustomerId == "trouble")
        {
            throw new InvalidOperationException("this customer is trouble");
        }

        Record(unitOfWork, context, context.Message.PaymentId);
        return context.Publish(new PaymentPending
        {
            PaymentId = context.Message.PaymentId,
            AmountMinor = context.Message.AmountMinor,
            Currency = context.Message.Currency,
            AcceptedAt = DateTimeOffset.UnixEpoch,
        });
    }

    public Task Consume(ConsumeContext<CancelPayment> context)
    {
        Record(unitOfWork, context, context.Message.PaymentId);
        return Task.CompletedTask;
    }

    internal static void Record<T>(IUnitOfWork unitOfWork, ConsumeContext<T> context, Guid payment)
        where T : class => unitOfWork.Enqueue(new NpgsqlBatchCommand("insert into recorded values ($1, $2, $3::jsonb, $4::jsonb, $5)")
        {
            Parameters =
            {
                new() { Value = typeof(T).Name },
                new() { Value = payment },
                new() { Value = JsonSerializer.Serialize(context.Message) },
                new() { Value = JsonSerializer.Serialize(context.ReceiveContext.TransportHeaders.GetAll().Concat(context.Headers.GetAll())
                    .GroupBy(h => h.Key).ToDictionary(h => h.Key, h => h.First().Value?.ToString())) },
                new() { Value = context.ReceiveContext.ContentType?.MediaType ?? "" },
            },
        });
}

/// <summary>Sees the follow-up as anyone else would.</summary>
public sealed class FollowUpRecorder(IUnitOfWork unitOfWork) : IConsumer<PaymentPending>
{
    public Task Consume(ConsumeContext<PaymentPending> context)
    {
        PaymentRecorder.Record(unitOfWork, context, context.Message.PaymentId);
        return Task.CompletedTask;
    }
}
