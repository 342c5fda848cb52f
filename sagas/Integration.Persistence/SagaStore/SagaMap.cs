using System.Data.Common;
using Integration.Persistence.Journal;
using MassTransit;
using Npgsql;

namespace Integration.Persistence.SagaStore;

/// <summary>How a saga is kept: its table, what its journal says, and how a message that does not know its id finds it.</summary>
public sealed class SagaMap<TSaga> : ISagaRowReader
    where TSaga : class, ISaga
{
    private readonly Dictionary<Type, (string Column, Func<object, object?> Value)> _lookUps = [];
    private readonly Dictionary<Type, Func<object, Guid>> _ids = [];
    private Func<TSaga, string?> _state = _ => null;
    private Func<TSaga, string?> _reason = _ => null;

    internal SagaMap(string table) => Rows = new(table);

    internal SagaTable<TSaga> Rows { get; }

    /// <inheritdoc />
    public string SelectForUpdate => Rows.Select + " for update";

    /// <summary>Writes a journal entry for each message that changes the saga: its state before and after, and why, in words.</summary>
    public SagaMap<TSaga> Journal(Func<TSaga, string?> state, Func<TSaga, string?> reason)
    {
        _state = state;
        _reason = reason;
        return this;
    }

    /// <summary>Where <typeparamref name="TMessage"/> carries the saga's id, when it does not say so itself (<see cref="CorrelatedBy{TKey}"/>):
    /// the row then comes with the inbox's round trip.</summary>
    public SagaMap<TSaga> Identify<TMessage>(Func<TMessage, Guid> id)
        where TMessage : class
    {
        _ids.Add(typeof(TMessage), message => id((TMessage)message));
        return this;
    }

    /// <summary>Messages of <typeparamref name="TMessage"/> know a reference, not the id: find the saga by an indexed column.
    /// The event is declared with <c>CorrelateBy</c>; its expression is not translated, this look-up takes its place.</summary>
    public SagaMap<TSaga> LookUp<TMessage>(string column, Func<TMessage, object?> value)
        where TMessage : class
    {
        _lookUps.Add(typeof(TMessage), (column, message => value((TMessage)message)));
        return this;
    }

    /// <inheritdoc />
    public object Read(DbDataReader row) => Rows.Read(row);

    /// <inheritdoc />
    public Guid? IdOf(object message) => (message as CorrelatedBy<Guid>)?.CorrelationId ?? _ids.FirstOrDefault(i => i.Key.IsInstanceOfType(message)).Value?.Invoke(message);

    internal string? StateOf(TSaga saga) => _state(saga);

    internal string? ReasonOf(TSaga saga) => _reason(saga);

    /// <summary>Nothing when the message left state and reason as they were: a late or repeated message is no step of the story.</summary>
    internal NpgsqlBatchCommand? JournalEntry(TSaga saga, string? from, string? reasonBefore, ConsumeContext context, string eventName, DateTime now) =>
        _state(saga) is { } to && (to != from || !ReferenceEquals(_reason(saga), reasonBefore)) ? JournalWriter.Entry(typeof(TSaga).Name, saga.CorrelationId, from, to, eventName, context.MessageId, _reason(saga), now) : null;

    internal NpgsqlBatchCommand LookUpCommand(object message, Type messageType)
    {
        if (!_lookUps.TryGetValue(messageType, out var lookUp))
        {
            throw new NotSupportedException(
                $"{typeof(TSaga).Name} correlates {messageType.Name} by an expression, but no LookUp<{messageType.Name}>(column, value) is declared with its repository.");
        }

        return new(Rows.SelectWhere + lookUp.Column + " = $1 for update")
        {
            Parameters = { new() { Value = lookUp.Value(message) ?? DBNull.Value } },
        };
    }
}
