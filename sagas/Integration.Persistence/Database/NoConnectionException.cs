using Npgsql;

namespace Integration.Persistence.Database;

/// <summary>The server answers and opens no connection: its disk is full, the password is being changed, the database takes nobody. Whatever it says, nothing is wrong with what was to be done there, so that waits.</summary>
public sealed class NoConnectionException(PostgresException refusal) : NpgsqlException($"PostgreSQL opens no connection: {refusal.MessageText} ({refusal.SqlState})", refusal)
{
    /// <inheritdoc />
    public override bool IsTransient => true;
}
