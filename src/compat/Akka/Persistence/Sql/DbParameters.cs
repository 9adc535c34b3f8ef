using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

internal static class DbParameters
{
    /// <summary>Adds a named value; the type is given because providers guess differently.</summary>
    public static void AddParameter(this DbCommand command, string name, DbType type, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
