using Npgsql;

namespace Integration.Persistence.Outbox;

/// <summary>What becomes of a message once it is committed. The simulator decides it by its seed.</summary>
internal interface IHandOver
{
    /// <summary>The row of a message, for the transaction that causes it.</summary>
    NpgsqlBatchCommand Insert(OutboxMessage message);

    /// <summary>A timer was committed.</summary>
    void WakeAt(DateTimeOffset due);

    /// <summary>Hands one committed row to the transport. False: the transport did not answer in time, so there is no point in trying the next one now.
    /// Throws nothing but the cancellation that was asked for: a row that is not handed over stays for the sweeper, or is set aside.</summary>
    Task<bool> SendAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>A message of this process was received and committed, or set aside: its row is gone.</summary>
    void Received(Guid row);
}
