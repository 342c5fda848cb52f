using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using MassTransit;
using Npgsql;
using NpgsqlTypes;

namespace Integration.Persistence.SagaStore;

/// <summary>One column per property, named in snake case; compiled once.</summary>
internal sealed class SagaTable<TSaga>
    where TSaga : class, ISaga
{
    private readonly Func<DbDataReader, TSaga> _read;
    private readonly (NpgsqlDbType Type, Func<TSaga, object?> Get)[] _columns;
    private readonly string _insert;
    private readonly string _insertIfAbsent;
    private readonly string _update;
    private readonly string _delete;

    public SagaTable(string table)
    {
        var properties = typeof(TSaga).GetProperties().Where(p => p is { CanRead: true, CanWrite: true })
            .OrderBy(p => p.Name != nameof(ISaga.CorrelationId)).ThenBy(p => p.Name, StringComparer.Ordinal).ToArray();
        var names = properties.Select(p => ColumnName(p.Name)).ToArray();
        var list = string.Join(", ", names);
        Select = $"select {list} from {table} where correlation_id = $1";
        SelectWhere = $"select {list} from {table} where ";
        _insert = $"insert into {table} ({list}) values ({string.Join(", ", names.Select((_, i) => $"${i + 1}"))})";
        _insertIfAbsent = _insert + " on conflict do nothing returning true";
        _update = $"update {table} set {string.Join(", ", names.Select((n, i) => $"{n} = ${i + 1}").Skip(1))} where correlation_id = $1";
        _delete = $"delete from {table} where correlation_id = $1";
        _columns = [.. properties.Select(p => (DbType(p.PropertyType), Getter(p)))];
        _read = Reader(properties);
    }

    public string Select { get; }

    public string SelectWhere { get; }

    public TSaga Read(DbDataReader row) => _read(row);

    public NpgsqlBatchCommand Insert(TSaga saga) => Fill(_insert, saga, _columns.Length);

    public NpgsqlBatchCommand InsertIfAbsent(TSaga saga) => Fill(_insertIfAbsent, saga, _columns.Length);

    public NpgsqlBatchCommand Update(TSaga saga) => Fill(_update, saga, _columns.Length);

    public NpgsqlBatchCommand Delete(TSaga saga) => Fill(_delete, saga, 1);

    public static string ColumnName(string property) =>
        string.Concat(property.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private NpgsqlBatchCommand Fill(string sql, TSaga saga, int count)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < count; i++)
        {
            command.Parameters.Add(new() { NpgsqlDbType = _columns[i].Type, Value = _columns[i].Get(saga) ?? DBNull.Value });
        }

        return command;
    }

    private static Func<TSaga, object?> Getter(PropertyInfo property)
    {
        var saga = Expression.Parameter(typeof(TSaga));
        Expression value = Expression.Property(saga, property);
        return Expression.Lambda<Func<TSaga, object?>>(Expression.Convert(value, typeof(object)), saga).Compile();
    }

    private static Func<DbDataReader, TSaga> Reader(PropertyInfo[] properties)
    {
        var row = Expression.Parameter(typeof(DbDataReader));
        var saga = Expression.Variable(typeof(TSaga));
        var body = new List<Expression> { Expression.Assign(saga, Expression.New(typeof(TSaga))) };
        for (var i = 0; i < properties.Length; i++)
        {
            var type = properties[i].PropertyType;
            var index = Expression.Constant(i);
            var value = Expression.Call(row, nameof(DbDataReader.GetFieldValue), [Nullable.GetUnderlyingType(type) ?? type], index);
            body.Add(Expression.IfThen(
                Expression.Not(Expression.Call(row, nameof(DbDataReader.IsDBNull), null, index)),
                Expression.Assign(Expression.Property(saga, properties[i]), Expression.Convert(value, type))));
        }

        body.Add(saga);
        return Expression.Lambda<Func<DbDataReader, TSaga>>(Expression.Block([saga], body), row).Compile();
    }

    private static NpgsqlDbType DbType(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Guid) => NpgsqlDbType.Uuid,
        var t when t == typeof(string) => NpgsqlDbType.Text,
        var t when t == typeof(int) => NpgsqlDbType.Integer,
        var t when t == typeof(long) => NpgsqlDbType.Bigint,
        var t when t == typeof(bool) => NpgsqlDbType.Boolean,
        var t when t == typeof(decimal) => NpgsqlDbType.Numeric,
        var t when t == typeof(DateTime) || t == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
        var t => throw new NotSupportedException($"{typeof(TSaga).Name}: a property of type {t.Name} has no column type. Use Guid, string, int, long, bool, decimal or a time."),
    };
}
