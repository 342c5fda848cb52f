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

/// <summary>What is written down of an event.</summary>
internal static class CrmFact
{
    public static bool Is(NpgsqlBatchCommand command) => command.CommandText.Contains("insert into crm.facts", StringComparison.Ordinal);

    /// <summary>It tells this of a thing of this kind.</summary>
    public static bool Is(NpgsqlBatchCommand command, string kind, string state) => Is(command)
        && Equals(command.Parameters[1].Value, kind) && ((string)command.Parameters[4].Value!).Contains($"\"{state}\"", StringComparison.Ordinal);
}
