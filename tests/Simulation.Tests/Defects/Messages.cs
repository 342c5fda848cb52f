using Integration.Persistence.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integration.Simulation.Defects;

/// <summary>The inbox: nothing remembers that a message was handled.</summary>
internal sealed class NoInbox : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command)
        {
            if (!command.CommandText.StartsWith("insert into messaging.inbox", StringComparison.Ordinal))
            {
                return command;
            }

            var other = Saying(command, command.CommandText);
            other.Parameters[0].Value = Guid.NewGuid();
            return other;
        }
    }
}

/// <summary>The outbox: messages leave before the transaction that causes them commits, and also when it does not.</summary>
internal sealed class MessagesLeaveBeforeTheCommit : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        private readonly IDatabase _inner = inner;

        protected override async Task ExecuteAsync(IDatabaseSession session, List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            // The process may die at the commit: what is below still happens, for it has happened before.
            var rest = session.ExecuteAsync(commands.FindAll(c => !Outbox.IsMessage(c)), cancellationToken);
            if (!rest.IsFaulted && commands.FindAll(Outbox.IsMessage) is { Count: > 0 } messages)
            {
                await using var own = await _inner.OpenAsync(cancellationToken);
                await own.ExecuteAsync(messages, cancellationToken);
            }

            await rest;
        }
    }
}

/// <summary>The outbox: messages are sent after the commit, and are nowhere when the process dies between the two.</summary>
internal sealed class MessagesAreSentAfterTheCommit : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        private readonly IDatabase _inner = inner;

        protected override async Task ExecuteAsync(IDatabaseSession session, List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            await session.ExecuteAsync(commands.FindAll(c => !Outbox.IsMessage(c)), cancellationToken);
            if (commands.FindAll(Outbox.IsMessage) is { Count: > 0 } messages)
            {
                await using var own = await _inner.OpenAsync(cancellationToken);
                await own.ExecuteAsync(messages, cancellationToken);
            }
        }
    }
}

/// <summary>Timers: a canceled timer rings.</summary>
internal sealed class TimersAreNotCanceled : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand? Pass(NpgsqlBatchCommand command) =>
            command.CommandText.StartsWith("delete from messaging.outbox where timer_token", StringComparison.Ordinal) ? null : command;
    }
}

/// <summary>Timers: one that is set is in the memory of its process, and is lost with it.</summary>
internal sealed class TimersAreNotKept : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand? Pass(NpgsqlBatchCommand command) => Outbox.Is(command, ":PaymentDue") ? null : command;
    }
}

/// <summary>SAFETY U4: nobody gives back what came in on a closed attempt.</summary>
internal sealed class NobodyReturnsMoney : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand? Pass(NpgsqlBatchCommand command) => Outbox.Is(command, ":ReturnOrphan") ? null : command;
    }
}

/// <summary>Rows of the outbox as they pass.</summary>
internal static class Outbox
{
    private const string Insert = "insert into messaging.outbox";

    /// <summary>A message of this contract, or a timer with it.</summary>
    public static bool Is(NpgsqlBatchCommand command, string contract) => command.CommandText.StartsWith(Insert, StringComparison.Ordinal)
        && command.Parameters.Cast<NpgsqlParameter>().Any(p => p.Value is string text && text.Contains("urn:message", StringComparison.Ordinal) && text.Split(';')[0].EndsWith(contract, StringComparison.Ordinal));

    /// <summary>A message that is to be sent at once: its row says itself that it is no timer.</summary>
    public static bool IsMessage(NpgsqlBatchCommand command) => command.CommandText.StartsWith(Insert, StringComparison.Ordinal) && command.CommandText.Contains("false", StringComparison.Ordinal);
}
