using Integration.CrmSync.Providers;
using Integration.Persistence.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integration.Simulation.Defects;

/// <summary>The CRM: what comes last is taken for what is true.</summary>
internal sealed class LateNewsMovesTheCrmBack : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command) => CrmFact.Is(command)
            ? Saying(command, command.CommandText
                .Replace("greatest(f.stage, excluded.stage)", "excluded.stage", StringComparison.Ordinal).Replace("excluded.stage > f.stage", "true", StringComparison.Ordinal))
            : command;
    }
}

/// <summary>The CRM: nobody writes down that a refund succeeded.</summary>
internal sealed class RefundsAreNotMirrored : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand? Pass(NpgsqlBatchCommand command) => CrmFact.Is(command, "refund", "succeeded") ? null : command;
    }
}

/// <summary>The CRM: a fact is kept, and no record of the payment is made.</summary>
internal sealed class PaymentsHaveNoRecord : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command) => CrmFact.Is(command)
            ? Saying(command, command.CommandText.Replace("$6, $6, $6 from told\n", "$6, $6, $6 from told where $2 <> 'payment'\n", StringComparison.Ordinal))
            : command;
    }
}

/// <summary>The CRM: a call without an answer is taken for written.</summary>
internal sealed class NoAnswerIsWritten : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<ICrmProvider>((inner, _) => new Crm(inner));

    private sealed class Crm(ICrmProvider inner) : ICrmProvider
    {
        public string Name => inner.Name;

        public int MaxBatch => inner.MaxBatch;

        public CrmMappingOptions Mapping => inner.Mapping;

        public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
        {
            try
            {
                return await inner.UpsertAsync(type, records, cancellationToken);
            }
            catch (CrmCallException)
            {
                return [.. records.Select(r => new CrmWriteAnswer(r.Key, "somewhere"))];
            }
        }

        public Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken) => inner.DescribeAsync(objectType, cancellationToken);

        public Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken) =>
            inner.ReadAsync(objectType, ids, fields, cancellationToken);

        public Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken) => inner.ForgetAsync(objectType, id, cancellationToken);
    }
}

/// <summary>The CRM: what a process claimed and did not write down stays with it when it dies.</summary>
internal sealed class NobodyTakesOver : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command) =>
            command.CommandText.StartsWith("update crm.records set not_before = greatest(not_before, sent_at", StringComparison.Ordinal) ? Saying(command, command.CommandText + " and false") : command;
    }
}

/// <summary>What is written down of an event.</summary>
internal static class CrmFact
{
    public static bool Is(NpgsqlBatchCommand command) => command.CommandText.Contains("insert into crm.facts", StringComparison.Ordinal);

    /// <summary>It tells this of a thing of this kind.</summary>
    public static bool Is(NpgsqlBatchCommand command, string kind, string state) => Is(command)
        && Equals(command.Parameters[1].Value, kind) && ((string)command.Parameters[4].Value!).Contains($"\"{state}\"", StringComparison.Ordinal);
}
