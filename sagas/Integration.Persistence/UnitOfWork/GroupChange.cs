using Npgsql;

namespace Integration.Persistence.UnitOfWork;

/// <summary>What one request changes, on its way through <see cref="GroupCommit"/>: it has one outcome, or leaves.</summary>
internal sealed class GroupChange(IReadOnlyList<NpgsqlBatchCommand> commands)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private GroupCommit.Group? _group;

    public IReadOnlyList<NpgsqlBatchCommand> Commands { get; private set; } = commands;

    public Task Done => _done.Task;

    /// <summary>A command remembers how it was prepared on the connection on which it failed.</summary>
    public void BeginAnew() => Commands = [.. Commands.Select(Copy)];

    /// <summary>Goes with the group, unless its request has left.</summary>
    public void Join(GroupCommit.Group group)
    {
        lock (_gate)
        {
            if (!_done.Task.IsCompleted)
            {
                _group = group;
                group.Add(this);
            }
        }
    }

    /// <summary>Its request waits no longer.</summary>
    public void Leave(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_done.TrySetCanceled(cancellationToken))
            {
                return;
            }

            if (_group is null)
            {
                Commands = [];      // it may lie in the queue for a while
            }

            _group?.OneLeaves();
        }
    }

    public void Succeed()
    {
        lock (_gate)
        {
            _done.TrySetResult();
        }
    }

    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _done.TrySetException(failure);
        }
    }

    private static NpgsqlBatchCommand Copy(NpgsqlBatchCommand command)
    {
        var copy = new NpgsqlBatchCommand(command.CommandText);
        foreach (var parameter in command.Parameters)
        {
            copy.Parameters.Add(((NpgsqlParameter)parameter).Clone());
        }

        return copy;
    }
}
