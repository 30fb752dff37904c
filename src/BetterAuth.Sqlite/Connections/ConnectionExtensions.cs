using System.Globalization;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Connections;

/// <summary>Statements that run once in the life of a connection.</summary>
internal static class ConnectionExtensions
{
    extension(SqliteConnection connection)
    {
        /// <summary>Runs constant SQL (settings, schema), never anything from outside.</summary>
        public void Execute(string sql)
        {
            using SqliteCommand command = Command(connection, sql);
            command.ExecuteNonQuery();
        }

        /// <summary>The one value the constant SQL gives, as text.</summary>
        public string Read(string sql)
        {
            using SqliteCommand command = Command(connection, sql);
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants and numbers of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
