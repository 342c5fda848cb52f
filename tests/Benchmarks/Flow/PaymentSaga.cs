using MassTransit;

namespace Integration.Benchmarks.Flow;

/// <summary>The five steps that everything here is measured on: Start → Authorize → Authorized → Confirm → Confirmed.</summary>
public sealed class PaymentSaga : SagaStateMachineInstance
{
    /// <summary>Made by <see cref="Database"/> beside the spine's own schema.</summary>
    public const string Table =
        "create table payment_saga (correlation_id uuid primary key, current_state text not null, amount_minor bigint not null, gateway text, " +
        "authorization_code text, reason text, steps_taken int not null)";

    /// <summary>Steps of one saga: three of the saga, two of the consumer.</summary>
    public const int Steps = 5;

    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public long AmountMinor { get; set; }
    public string? Gateway { get; set; }
    public string? AuthorizationCode { get; set; }
    public string? Reason { get; set; }

    /// <summary>How many messages changed this saga: three at the end.</summary>
    public int StepsTaken { get; set; }
}
