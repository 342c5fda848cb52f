using Integration.PaymentWorker.Persistence;
using Npgsql;

namespace Integration.Simulation.Sql;

public sealed class When_the_product_speaks_SQL
{
    [Fact]
    public void Should_understand_every_statement()
    {
        ProductStatements.All.Count.ShouldBeGreaterThan(45);
        ProductStatements.ToTheCrm.Count.ShouldBeGreaterThan(12);
        foreach (var (name, sql) in ProductStatements.All.Concat(ProductStatements.ToTheCrm))
        {
            Should.NotThrow(() => Plans.For(sql), $"{name}: {sql}");
        }
    }

    [Fact]
    public void Should_read_a_statement_once() => Plans.For(new string(AttemptSql.Apply)).ShouldBeSameAs(Plans.For(new string(AttemptSql.Apply)));

    [Theory]
    [InlineData("select a.x from payments.attempts a join payments.orphans o on true")]
    [InlineData("select upper(key) from payments.attempt_steps")]
    [InlineData("select state from payments.attempts group by state")]
    [InlineData("select state % 'x' from payments.attempts")]
    [InlineData("with gone as (delete from messaging.outbox) select 1")]
    [InlineData("truncate messaging.outbox")]
    [InlineData("select state from payments.attempts where state = 'open")]
    [InlineData("update payments.attempts set state = 'a' from payments.payments")]
    public void Should_refuse_what_it_does_not_know_and_quote_it(string sql) =>
        Should.Throw<NotSupportedException>(() => Plans.For(sql)).Message.ShouldContain(sql);

    [Theory]
    [InlineData("select nothing from payments.attempts", "42703")]
    [InlineData("insert into payments.attempt_steps (attempt_id, step) values ($1, 'a') on conflict (step) do nothing", "42P10")]
    [InlineData("insert into payments.attempt_steps (attempt_id, step) values ($1, 'a') on conflict (attempt_id, step) do update set step = step", "42702")]
    [InlineData("insert into messaging.journal (entry) values (1)", "428C9")]
    public void Should_refuse_what_PostgreSQL_refuses(string sql, string state) => Should.Throw<PostgresException>(() => Plans.For(sql)).SqlState.ShouldBe(state);
}
