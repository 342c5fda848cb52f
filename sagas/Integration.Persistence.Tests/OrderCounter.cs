using Integration.Persistence.UnitOfWork;
using MassTransit;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>A plain consumer that writes through its message's unit of work.</summary>
public sealed class OrderCounter(IUnitOfWork unitOfWork) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        unitOfWork.Enqueue(new NpgsqlBatchCommand("insert into counted values ($1)") { Parameters = { new() { Value = context.Message.OrderId } } });
        return Task.CompletedTask;
    }
}
