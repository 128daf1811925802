// Prints each event of a file as a line of JSON: npm's tfrecord reads the records and their checks, protobufjs the messages.
const path = require('path');
const { RecordReader } = require('tfrecord');
const Event = require('protobufjs').loadSync(path.join(__dirname, 'event.proto')).lookupType('tensorboard.Event');

(async () => {
  const reader = await RecordReader.create(process.argv[2]);
  for (let record; (record = await reader.readRecord());) {
    console.log(JSON.stringify(Event.toObject(Event.decode(record), { longs: Number, enums: String, bytes: String })));
  }
})().catch(fault => { console.error(fault); process.exit(1); });
