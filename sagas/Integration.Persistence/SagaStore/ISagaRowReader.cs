using System.Data.Common;

namespace Integration.Persistence.SagaStore;

/// <summary>Reads a saga's row, so that the inbox can fetch it in its own round trip.</summary>
public interface ISagaRowReader
{
    /// <summary>Selects the row of <c>$1</c> and locks it.</summary>
    string SelectForUpdate { get; }

    /// <summary>The saga in the reader's current row.</summary>
    object Read(DbDataReader row);

    /// <summary>The saga id a message is for, when it can be told without a query.</summary>
    Guid? IdOf(object message);
}
