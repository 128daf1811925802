using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseKit.Display;

/// <summary>Writes a number with six digits, and what is not a number as null, which plotly draws as a gap.</summary>
internal sealed class PlotNumber : JsonConverter<double>
{
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => Write(writer, value);
}

/// <summary>The same for single precision.</summary>
internal sealed class PlotSingle : JsonConverter<float>
{
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options) => PlotNumber.Write(writer, value);
}
